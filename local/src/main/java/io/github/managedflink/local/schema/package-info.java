/** What CloudFormation and the services accept as the resources of a stack, whether an application uses them or not. */
package io.github.managedflink.local.schema;
