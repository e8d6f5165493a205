/** Amazon EventBridge as sink. */
package io.github.managedflink.constructs.eventbridge;
