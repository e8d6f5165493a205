/** An in-process AWS Glue Schema Registry: {@link io.github.managedflink.local.glue.GlueStandIn}. */
package io.github.managedflink.local.glue;
