/** Tables, items and their values, without a protocol: {@link io.github.managedflink.local.dynamodb.model.Database}. */
package io.github.managedflink.local.dynamodb.model;
