/** The interfaces that every source and sink implements, whatever service it is for. */
package io.github.managedflink.jobs.connector;
