/** Statements of IAM policies. */
package io.github.managedflink.constructs.iam;
