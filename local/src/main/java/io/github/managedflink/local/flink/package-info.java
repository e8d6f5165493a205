/** The Flink that jobs run on: the embedded cluster or a remote one. Nothing else knows its version. */
package io.github.managedflink.local.flink;
