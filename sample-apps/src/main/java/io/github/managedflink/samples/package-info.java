/** CDK apps on the constructs, each with real data to run it on. */
package io.github.managedflink.samples;
