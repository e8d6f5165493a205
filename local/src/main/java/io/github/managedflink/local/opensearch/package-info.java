/**
 * Stands in for OpenSearch Service and OpenSearch Serverless: OpenSearch itself, in a process of its own, behind the
 * gate.
 */
package io.github.managedflink.local.opensearch;
