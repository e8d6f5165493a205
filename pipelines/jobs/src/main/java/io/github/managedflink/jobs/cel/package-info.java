/** CEL expressions over parsed records: closures for what streams need, cel-java's own runtime for the rest. */
package io.github.managedflink.jobs.cel;
