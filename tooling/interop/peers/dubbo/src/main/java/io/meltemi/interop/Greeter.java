package io.meltemi.interop;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The service that providers offer and consumers call. */
public interface Greeter {
    /** @return "LABEL: hello, NAME", where LABEL is the provider's */
    String greet(String name);

    /** Consumers do not wait for an answer. */
    void post(String text);

    /** Nothing to return, but they wait. */
    void acknowledge(String text);

    /** @return always null */
    String nothing();

    String echoText(String text);

    byte[] echoBytes(byte[] bytes);

    List<String> echoList(List<String> list);

    Item echoItem(Item item);

    /** Answers as {@link #greet} does, after some time. */
    String greetSlowly(String name, int milliseconds) throws InterruptedException;

    /** Answers as {@link #greet} does, after some time during which no thread of the provider waits. */
    CompletableFuture<String> greetLater(String name, int milliseconds);

    /** Answers with response attachments, "NAME" to "VALUE", besides its result. */
    String attach(String name, String value);

    /** Fails with the service's own exception, which carries the reason. */
    String reject(int reason) throws RejectedException;

    /** As {@link #reject}, with a response attachment. */
    String rejectWithAttachment(int reason) throws RejectedException;

    /** Fails with an exception of the Java library. */
    String crash(String message);

    /** Calls back once and returns what the consumer's listener said. */
    String callBack(Listener listener);
}
