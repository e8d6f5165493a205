/**
 * Runs the applications of a synthesized stack on this machine: {@link io.github.managedflink.local.run.LocalRun} is
 * the way in.
 */
package io.github.managedflink.local.run;
