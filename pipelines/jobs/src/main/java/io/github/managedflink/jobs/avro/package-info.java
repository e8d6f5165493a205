/** Records to and from Avro. */
package io.github.managedflink.jobs.avro;
