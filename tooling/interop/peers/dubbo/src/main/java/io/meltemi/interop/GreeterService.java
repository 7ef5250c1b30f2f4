package io.meltemi.interop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.dubbo.rpc.RpcContext;

/** A provider's service: answers, and tells of every call. */
final class GreeterService implements Greeter {
    private final String label;
    private final Consumer<Map<String, Object>> onCall;

    GreeterService(String label, Consumer<Map<String, Object>> onCall) {
        this.label = label;
        this.onCall = onCall;
    }

    @Override
    public String greet(String name) {
        seen("greet", name);
        return label + ": hello, " + name;
    }

    @Override
    public void post(String text) {
        seen("post", text);
    }

    @Override
    public void acknowledge(String text) {
        seen("acknowledge", text);
    }

    @Override
    public String nothing() {
        seen("nothing", null);
        return null;
    }

    @Override
    public String echoText(String text) {
        seen("echoText", text.length());
        return text;
    }

    @Override
    public byte[] echoBytes(byte[] bytes) {
        seen("echoBytes", bytes.length);
        return bytes;
    }

    @Override
    public List<String> echoList(List<String> list) {
        seen("echoList", list.size());
        return list;
    }

    @Override
    public Item echoItem(Item item) {
        seen("echoItem", item.name);
        return item;
    }

    @Override
    public String greetSlowly(String name, int milliseconds) throws InterruptedException {
        seen("greetSlowly", name);
        Thread.sleep(milliseconds);
        return label + ": hello, " + name;
    }

    @Override
    public CompletableFuture<String> greetLater(String name, int milliseconds) {
        seen("greetLater", name);
        return CompletableFuture.supplyAsync(
                () -> label + ": hello, " + name,
                CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS));
    }

    @Override
    public String attach(String name, String value) {
        seen("attach", name);
        RpcContext.getServerContext().setAttachment(name, value);
        return label;
    }

    @Override
    public String reject(int reason) throws RejectedException {
        seen("reject", reason);
        throw new RejectedException(label + " does not want to", reason);
    }

    @Override
    public String rejectWithAttachment(int reason) throws RejectedException {
        RpcContext.getServerContext().setAttachment("rejected", "yes");
        return reject(reason);
    }

    @Override
    public String crash(String message) {
        seen("crash", message);
        throw new IllegalStateException(message);
    }

    @Override
    public String callBack(Listener listener) {
        seen("callBack", null);
        return listener.heard("from " + label);
    }

    private void seen(String method, Object argument) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("label", label);
        call.put("method", method);
        call.put("argument", argument);
        call.put("attachments", new LinkedHashMap<>(RpcContext.getContext().getAttachments()));
        onCall.accept(call);
    }
}
