/** An Amazon OpenSearch Service domain on this machine: start it with {@link io.github.managedflink.local.opensearch.OpenSearchStandIn}. */
package io.github.managedflink.local.opensearch;
