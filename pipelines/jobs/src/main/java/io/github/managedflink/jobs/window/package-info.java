/** Windows of event time, and the operators that gather events in them. */
package io.github.managedflink.jobs.window;
