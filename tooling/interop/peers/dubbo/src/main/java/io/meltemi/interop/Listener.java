package io.meltemi.interop;

/** An argument that stays with the consumer: the provider calls it over the consumer's connection. */
public interface Listener {
    String heard(String text);
}
