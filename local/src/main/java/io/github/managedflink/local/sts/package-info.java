/** An in-process AWS Security Token Service: {@link io.github.managedflink.local.sts.StsStandIn}. */
package io.github.managedflink.local.sts;
