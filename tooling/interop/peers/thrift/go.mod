module meltemi/interop/thrift

go 1.20

require github.com/apache/thrift v0.17.0
