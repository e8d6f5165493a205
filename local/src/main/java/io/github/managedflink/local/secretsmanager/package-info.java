/** An in-process AWS Secrets Manager: {@link io.github.managedflink.local.secretsmanager.SecretsManagerStandIn}. */
package io.github.managedflink.local.secretsmanager;
