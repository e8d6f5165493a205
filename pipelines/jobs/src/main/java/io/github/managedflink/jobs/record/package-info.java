/** The parsed record and how it crosses a shuffle. */
package io.github.managedflink.jobs.record;
