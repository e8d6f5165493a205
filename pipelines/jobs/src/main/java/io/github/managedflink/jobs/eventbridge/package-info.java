/** Amazon EventBridge. */
package io.github.managedflink.jobs.eventbridge;
