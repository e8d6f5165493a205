/** Applications of Amazon Managed Service for Apache Flink: their options, metrics and what they consist of. */
package io.github.managedflink.constructs.application;
