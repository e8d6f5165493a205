/** Templates of CloudFormation: checked, and evaluated as far as that goes without a deployment. */
package io.github.managedflink.local.template;
