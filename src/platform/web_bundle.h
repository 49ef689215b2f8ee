// The web application's files, gzip-compressed inside the program (cmake/embed.cmake writes the table).
#pragma once

struct WebFile {
    const char* path;  // "/index.html"; null ends the table
    const unsigned char* begin;
    const unsigned char* end;
    const char* type;  // with its charset
};

extern "C" const WebFile web_bundle[];
