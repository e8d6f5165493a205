/** What a run gives back: results, counts, refusals, and why it failed. */
package io.github.managedflink.local.result;
