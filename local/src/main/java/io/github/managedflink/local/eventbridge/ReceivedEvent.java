package io.github.managedflink.local.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * An event that a bus has received.
 *
 * @param time of the event if it was given, else of its arrival
 * @param detail a JSON object
 */
public record ReceivedEvent(
        String busArn,
        String eventId,
        Instant time,
        String source,
        String detailType,
        List<String> resources,
        JsonNode detail) {}
