/**
 * What every stand-in asks before it serves a call: the {@link io.github.managedflink.local.gate.Gate} counts the calls
 * and injects faults.
 */
package io.github.managedflink.local.gate;
