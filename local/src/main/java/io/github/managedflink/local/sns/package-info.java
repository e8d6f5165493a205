/** An in-process Amazon SNS: {@link io.github.managedflink.local.sns.SnsStandIn}. */
package io.github.managedflink.local.sns;
