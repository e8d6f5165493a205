/**
 * Reads a CDK cloud assembly ({@code cdk.out}) and evaluates its CloudFormation templates the way a deployment would,
 * with stable physical names in place of the random ones.
 */
package io.github.managedflink.local.assembly;
