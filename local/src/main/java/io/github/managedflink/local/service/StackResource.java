package io.github.managedflink.local.service;

import io.github.managedflink.local.assembly.Resource;

/**
 * What a stack says of something that applications use.
 *
 * @param resource its resource
 * @param folder the name of the folder for its outputs
 */
public record StackResource(Resource resource, String folder) {}
