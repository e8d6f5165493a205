/** Amazon SNS. */
package io.github.managedflink.jobs.sns;
