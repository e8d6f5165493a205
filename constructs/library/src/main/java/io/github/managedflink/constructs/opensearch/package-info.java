/** Amazon OpenSearch Service as sink. */
package io.github.managedflink.constructs.opensearch;
