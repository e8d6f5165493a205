/** Amazon SNS as sink. */
package io.github.managedflink.constructs.sns;
