/** What pipelines that compute over windows of event time have in common. */
package io.github.managedflink.model.window;
