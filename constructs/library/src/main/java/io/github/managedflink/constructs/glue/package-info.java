/** Schemas of AWS Glue Schema Registry. */
package io.github.managedflink.constructs.glue;
