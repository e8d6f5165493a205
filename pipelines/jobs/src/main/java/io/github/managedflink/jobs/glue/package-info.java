/** Messages with schemas of AWS Glue Schema Registry, in the form that AWS's own serializers give them. */
package io.github.managedflink.jobs.glue;
