/** Dead letters and late events: how they are written, and where each goes. */
package io.github.managedflink.jobs.deadletter;
