package io.github.managedflink.local.eventbridge;

import java.time.Instant;
import java.util.List;

/**
 * An event that a bus has received.
 *
 * @param time of the event if it was given, else of its arrival
 * @param detail the text of a JSON object, as it was sent
 */
public record ReceivedEvent(
        String busArn,
        String eventId,
        Instant time,
        String source,
        String detailType,
        List<String> resources,
        String detail) {}
