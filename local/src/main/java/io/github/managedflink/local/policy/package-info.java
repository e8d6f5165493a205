/**
 * IAM policies as values, and their evaluation as AWS does it: an explicit deny wins, and what no statement allows is
 * denied.
 *
 * <p>Evaluated are policies of roles, permissions boundaries, policies of VPC endpoints and policies of resources
 * within one account; policy variables; and the condition operators of strings, ARNs, Booleans, numbers, dates and
 * {@code Null}, with their set operators and {@code IfExists}. A statement with another operator holds if it denies and
 * does not if it allows. Service control policies, resource control policies and session policies are nowhere in a
 * template and are not evaluated.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
package io.github.managedflink.local.policy;
