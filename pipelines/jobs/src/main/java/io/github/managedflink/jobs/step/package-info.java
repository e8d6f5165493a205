/** The steps of a pipeline at work, one class each, made from the specification's values. */
package io.github.managedflink.jobs.step;
