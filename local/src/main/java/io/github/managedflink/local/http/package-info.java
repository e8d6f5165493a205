/**
 * What the stand-ins that speak HTTP share. Those of the small services have one endpoint, the
 * {@link io.github.managedflink.local.http.AwsEndpoint}; each of them is an
 * {@link io.github.managedflink.local.http.AwsService}.
 */
package io.github.managedflink.local.http;
