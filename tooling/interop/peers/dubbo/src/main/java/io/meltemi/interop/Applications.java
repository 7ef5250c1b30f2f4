package io.meltemi.interop;

import org.apache.dubbo.config.ApplicationConfig;

final class Applications {
    /** 127.0.0.1 as one number: written as usual, Dubbo takes it for a mistake and uses another address. */
    static final String LOOPBACK = "2130706433";

    private Applications() {}

    /** An application that opens no port and writes no file besides what it is told to. */
    static ApplicationConfig named(String name) {
        ApplicationConfig application = new ApplicationConfig(name);
        application.setQosEnable(false);
        application.setLogger("jdk");
        return application;
    }
}
