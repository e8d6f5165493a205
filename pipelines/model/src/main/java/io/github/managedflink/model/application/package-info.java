/** The rules of the service for applications, whoever writes their template. */
package io.github.managedflink.model.application;
