/** Apache Kafka, on Amazon MSK or elsewhere, as source and sink. */
package io.github.managedflink.constructs.msk;
