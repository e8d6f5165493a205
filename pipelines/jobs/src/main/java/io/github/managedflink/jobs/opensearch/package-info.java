/** Amazon OpenSearch Service and OpenSearch Serverless. */
package io.github.managedflink.jobs.opensearch;
