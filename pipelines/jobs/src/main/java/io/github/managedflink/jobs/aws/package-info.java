/** What the clients of AWS services have in common. */
package io.github.managedflink.jobs.aws;
