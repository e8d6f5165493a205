/** VPCs of applications: subnets, endpoints, security groups. */
package io.github.managedflink.constructs.network;
