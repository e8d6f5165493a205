/** What a pipeline does, as typed values that both the constructs and the jobs compile against. */
package io.github.managedflink.model;
