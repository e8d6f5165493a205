/** What stands before servers that know nothing of the {@link io.github.managedflink.local.gate.Gate}. */
package io.github.managedflink.local.proxy;
