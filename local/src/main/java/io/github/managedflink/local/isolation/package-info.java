/** Keeps the jobs of a run from everything outside this machine, and leads their calls of AWS to the stand-ins. */
package io.github.managedflink.local.isolation;
