/** Certificates that live as long as a run. */
package io.github.managedflink.local.tls;
