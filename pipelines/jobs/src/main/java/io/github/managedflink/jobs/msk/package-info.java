/** Topics of MSK and of any other Kafka cluster. */
package io.github.managedflink.jobs.msk;
