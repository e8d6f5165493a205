/** An in-process Amazon EventBridge: {@link io.github.managedflink.local.eventbridge.EventBridgeStandIn}. */
package io.github.managedflink.local.eventbridge;
