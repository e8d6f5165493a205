/** Starts {@code mflink} from a jar, as the script of that name does from a clone of the repository. */
package io.github.managedflink.local.launch;
